package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.config.Secret;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T20:00:00Z");
    private static final Sessions.Stored ANAS =
            handle -> Optional.of("hash").filter(_ -> handle.equals("ana"));

    private final Sessions sessions = at(NOW, "key");
    private final Secret token = sessions.open("ana", "hash").token();

    @Test
    void a_token_is_known_wherever_the_key_is() throws SQLException {
        assertThat(at(NOW, "key").check(token, ANAS)).map(Session::handle).contains("ana");
    }

    @Test
    void a_token_of_another_key_is_not() throws SQLException {
        assertThat(at(NOW, "another").check(token, ANAS)).isEmpty();
    }

    @Test
    void a_token_ends() throws SQLException {
        var almost = NOW.plus(Sessions.LIFETIME).minus(Duration.ofSeconds(1));

        assertThat(at(almost, "key").check(token, ANAS)).isPresent();
        assertThat(at(NOW.plus(Sessions.LIFETIME), "key").check(token, ANAS)).isEmpty();
    }

    @Test
    void a_token_ends_with_the_password_it_was_given_for() throws SQLException {
        assertThat(sessions.check(token, _ -> Optional.of("another hash"))).isEmpty();
        assertThat(sessions.check(token, _ -> Optional.empty())).isEmpty();
    }

    @Test
    void what_a_token_says_cannot_be_changed() throws SQLException {
        var signature = token.reveal().substring(token.reveal().indexOf('.'));
        var claim = "ben|" + NOW.plus(Sessions.LIFETIME).getEpochSecond();
        var forged =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claim.getBytes(UTF_8))
                        + signature;

        assertThat(sessions.check(Secret.of(forged), _ -> Optional.of("hash"))).isEmpty();
    }

    @Test
    void a_session_does_not_show_its_token() {
        assertThat(sessions.open("ana", "hash").toString())
                .contains("ana")
                .doesNotContain(token.reveal());
    }

    private static Sessions at(Instant now, String key) {
        return new Sessions(List.of(Secret.of(key)), Clock.fixed(now, ZoneOffset.UTC));
    }
}
