-- A provider may have thousands: in the order of the list, so that a page of them is a range too.
drop index credential_by_provider;
create index credential_by_provider on credential (org_id, provider_id, deleted, created_time, id)
    where provider_id is not null;
