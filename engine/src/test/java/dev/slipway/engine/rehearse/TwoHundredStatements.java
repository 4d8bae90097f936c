package dev.slipway.engine.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// The SQL of an old version, all of it different, three statements of which will break: 120 in
/// `rooms.sql`, 79 in `members.sql` and one in an offline cache of SQLx.
final class TwoHundredStatements {

    private TwoHundredStatements() {}

    static void in(Path queries) throws IOException {
        var rooms = new ArrayList<String>();
        for (int i = 1; i <= 120; i++) {
            var sql =
                    switch (i % 4) {
                        case 0 -> "select id, name from room where id = $1 and id > %d;";
                        case 1 -> "update room set name = $1 where id = %d and mood = $2;";
                        case 2 -> "insert into room (name) values ($1 || '%d') returning id;";
                        default -> "select count(*) from lobby where id < %d;";
                    };
            rooms.add(sql.formatted(i));
        }
        rooms.set(41, "select slug from room where name = $1;");
        Files.writeString(queries.resolve("rooms.sql"), String.join("\n", rooms));
        var members = new ArrayList<String>();
        for (int i = 1; i <= 79; i++) {
            members.add("delete from member where nick = $1 and room_id = %d;".formatted(i));
        }
        members.set(6, "select name from room where duration > 30;");
        Files.writeString(queries.resolve("members.sql"), String.join("\n", members));
        Files.writeString(
                queries.resolve("query-upsert.json"),
                """
                {"db_name": "PostgreSQL",
                 "query": "insert into member (room_id, nick) values ($1, $2)\\n  on conflict (room_id, nick) do update set seen = now()",
                 "describe": {"columns": [], "parameters": {"Left": ["Int8", "Text"]}}}
                """);
    }
}
