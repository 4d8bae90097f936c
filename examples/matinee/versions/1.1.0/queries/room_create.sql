insert into room (name, slug)
select given.name, trim(both '-' from regexp_replace(lower(given.name), '[^a-z0-9]+', '-', 'g'))
  from (values ($1::text)) as given (name)
returning id, name, slug, last_seq, created_at
