-- Nobody needs to know when a member was here last.

alter table member drop column seen_at;
