package dev.slipway.spring.shop;

import dev.slipway.service.config.Key;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// What the shop can be told.
public record Shop(Database database, Till till) {

    @Section(group = "dependencies", about = "Where everything is kept.")
    public record Database(
            @Key(about = "Where it is, as JDBC writes it.") String url,
            @Key(about = "As whom the shop works on it.", defaultValue = "shop") String user,
            @Key(about = "The user's password.", group = "secrets") Secret password)
            implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password.reveal();
        }
    }

    @Section(group = "shop", about = "How it is paid.")
    public record Till(
            @Key(about = "What prices are in.", defaultValue = "EUR") String currency,
            @Key(about = "The most that is taken in coins.", defaultValue = "20") int coins) {}
}
