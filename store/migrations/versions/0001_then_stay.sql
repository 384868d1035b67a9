-- As of an earlier load nothing is kept: stays and slices are computed from the facts.
create view core.then_stay as select s.* from core.then_stay_calculated as s;
