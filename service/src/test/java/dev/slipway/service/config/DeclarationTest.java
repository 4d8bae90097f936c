package dev.slipway.service.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a service's author may not declare, told when the program is written and not at a
/// customer's.
class DeclarationTest {

    record Bare(String name) {}

    record NoSection(Bare bare) {}

    @Section(group = "g", about = "About.")
    record Keyless(String name) {}

    record NoKey(Keyless part) {}

    @Section(group = "g", about = "About.")
    record Timed(@Key(about = "When.") Instant when) {}

    record OddType(Timed part) {}

    @Section(group = "g", about = "About.")
    record Lettered(@Key(about = "How many.", defaultValue = "ten") int count) {}

    record BadDefault(Lettered part) {}

    @Section(group = "g", about = "About.")
    record Twice(@Key(about = "How many.", defaultValue = "1") Optional<Integer> count) {}

    record OptionalDefault(Twice part) {}

    @Section(group = "g", about = "About.")
    record Open(@Key(about = "Who.") String apiToken) {}

    record OpenSecret(Open part) {}

    @Section(group = "g", about = "About.")
    record Known(@Key(about = "Who.", defaultValue = "x") Secret login) {}

    record KnownSecret(Known part) {}

    @Section(group = "g", about = "About.")
    record Db(@Key(about = "How many.", defaultValue = "1") int poolSize) {}

    @Section(group = "g", about = "About.")
    record DbPool(@Key(about = "How many.", defaultValue = "1") int size) {}

    record SameVariable(Db db, DbPool dbPool) {}

    @Test
    void a_declaration_that_contradicts_itself_is_refused_with_its_reason() {
        refused(NoSection.class, "bare is no record with @Section");
        refused(NoKey.class, "part.name has no @Key");
        refused(OddType.class, "part.when has a type that no value has: class java.time.Instant");
        refused(BadDefault.class, "part.count: 'ten' is no whole number");
        refused(
                OptionalDefault.class,
                "part.count has a default and is Optional: one of them is never used");
        refused(OpenSecret.class, "part.api_token is named like a secret: make it a Secret");
        refused(KnownSecret.class, "part.login is a secret with a default");
        refused(
                SameVariable.class,
                "SHOP_DB_POOL_SIZE would be the variable of db.pool_size and of db_pool.size");
    }

    private static void refused(Class<? extends Record> type, String reason) {
        assertThatThrownBy(() -> Configuration.of(type, "SHOP"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void a_prefix_is_what_a_variable_can_begin_with() {
        assertThatThrownBy(() -> Configuration.of(Shop.class, "shop_"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no prefix of variables: shop_");
    }
}
