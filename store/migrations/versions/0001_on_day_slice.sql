create view core.seen_on_slice as select s.* from core.seen_on_slice_calculated as s;
