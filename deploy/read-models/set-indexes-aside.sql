-- For read models that are being built and serve nobody yet: sets aside the indexes that only queries need, without which
-- they are built in about half of the time. make-indexes-again.sql makes them; run neither on read models that serve.
create table if not exists read_model.index_set_aside (definition text primary key);

do $$
declare
    index record;
begin
    -- With this one each transaction of the projection begins: whoever has it meets none halfway.
    lock table read_model.projection_position in exclusive mode;
    for index in
        select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition
          from pg_index
          join pg_class on pg_class.oid = indrelid
         where relnamespace = 'read_model'::regnamespace and not indisunique
           and relname in ('audit_entry', 'credential', 'credential_search')
           -- By this one the projection finds accesses that come again.
           and indexrelid <> 'read_model.audit_entry_access'::regclass
    loop
        insert into read_model.index_set_aside values (index.definition);
        execute format('drop index %s', index.name);
    end loop;
end
$$;
