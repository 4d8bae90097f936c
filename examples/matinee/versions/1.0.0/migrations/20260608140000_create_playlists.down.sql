drop table playlist_item;
