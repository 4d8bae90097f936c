-- A name for a room that fits in an address. Nullable: 1.0.0 does not write it.

alter table room add column slug text;
