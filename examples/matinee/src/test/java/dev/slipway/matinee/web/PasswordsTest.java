package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private static final Secret PASSWORD = Secret.of("correct horse");

    private final Passwords passwords = new Passwords();

    @Test
    void a_password_fits_its_own_hash_and_no_other_does() {
        var stored = passwords.hash(PASSWORD);

        assertThat(stored).startsWith("pbkdf2-sha256$10000$").doesNotContain("horse");
        assertThat(passwords.matches(PASSWORD, stored)).isTrue();
        assertThat(passwords.matches(Secret.of("Correct horse"), stored)).isFalse();
        assertThat(passwords.hash(PASSWORD)).as("another salt").isNotEqualTo(stored);
    }

    @Test
    void a_hash_with_other_parameters_still_counts() {
        var known = "pbkdf2-sha256$4096$c2FsdA==$xeR41ZKIyEGqUw22hFxMjZYok6ABzk4RpJY4c6qYE0o=";

        assertThat(passwords.matches(Secret.of("password"), known)).isTrue();
        assertThat(passwords.matches(Secret.of("passwort"), known)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "correct horse", "pbkdf2-sha256$x$y$z", "bcrypt$10$c2FsdA==$aGFzaA=="})
    void what_is_no_hash_fits_nothing(String stored) {
        assertThat(passwords.matches(PASSWORD, stored)).isFalse();
    }

    @Test
    void nobodys_hash_fits_nothing() {
        assertThat(passwords.matchesNobody(PASSWORD)).isFalse();
    }
}
