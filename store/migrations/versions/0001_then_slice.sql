create view core.then_slice as select s.* from core.then_slice_calculated as s;
