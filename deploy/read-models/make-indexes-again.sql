-- Makes the indexes that set-indexes-aside.sql has set aside, all of them or none. Meanwhile the projection waits.
set maintenance_work_mem = '256MB';

do $$
declare
    definition text;
begin
    lock table read_model.projection_position in exclusive mode;
    for definition in select * from read_model.index_set_aside loop
        execute definition;
    end loop;
    drop table read_model.index_set_aside;
end
$$;

reset maintenance_work_mem;
