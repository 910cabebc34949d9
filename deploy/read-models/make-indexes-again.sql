-- Makes the indexes that set-indexes-aside.sql has set aside, all of them or none. Meanwhile the projection waits.
set maintenance_work_mem = '256MB';

do $$
declare
    definition text;
begin
    for definition in select * from read_model.index_set_aside loop
        execute definition;
    end loop;
end
$$;

drop table read_model.index_set_aside;
reset maintenance_work_mem;
