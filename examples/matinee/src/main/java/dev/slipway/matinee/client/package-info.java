/// [RoomSocket] is a client's end of a room.
@NullMarked
package dev.slipway.matinee.client;

import org.jspecify.annotations.NullMarked;
