package dev.slipway.matinee.web;

import java.util.Locale;

/// Every statement that Matinee runs. Its SQL is a file of the version: `ROOM_LIST` is
/// `queries/room_list.sql`, with `$1`, `$2` for what it is given.
enum Query {
    ROOM_LIST,
    ROOM_FIND,
    ROOM_GET,
    ROOM_CREATE,
    MEMBER_PUT,
    MEMBER_REGISTER,
    MEMBER_PASSWORD,
    PLAYLIST_LIST,
    EVENT_LIST,
    EVENT_APPEND,
    JOB_ADD,
    JOB_GET,
    JOB_CLAIM,
    JOB_FAIL,
    RECAP_MAKE,
    RECAP_GET,
    /// Since 1.1.0.
    REACTION_LIST(false),
    /// Since 1.1.0.
    REACTION_ADD(false),
    /// Since 1.2.0, once for each room of a list; 1.3.0 asks for all at once.
    ROOM_TITLES(false),
    /// Since 1.3.0.
    MEMBER_LEAVE(false);

    private final boolean required;

    Query() {
        this(true);
    }

    Query(boolean required) {
        this.required = required;
    }

    /// Whether every version has it; a version without it lacks the route, too.
    boolean required() {
        return required;
    }

    String file() {
        return "queries/" + name().toLowerCase(Locale.ROOT) + ".sql";
    }
}
