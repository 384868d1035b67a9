create view core.seen_on_stay as select s.* from core.seen_on_stay_calculated as s;
