/// [Settings] is what an instance of Matinee is told, however its version declares that.
@NullMarked
package dev.slipway.matinee.config;

import org.jspecify.annotations.NullMarked;
