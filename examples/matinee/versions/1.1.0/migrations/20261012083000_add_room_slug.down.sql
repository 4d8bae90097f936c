alter table room drop column slug;
