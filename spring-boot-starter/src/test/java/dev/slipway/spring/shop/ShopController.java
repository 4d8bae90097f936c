package dev.slipway.spring.shop;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class ShopController {

    private static final String ITEMS =
            """
            select name || ' ' || price
              from item
            """;

    private static final String SLOW =
            """
            select 'paid'
              from pg_advisory_xact_lock(78)
            """;

    private final JdbcClient database;
    private final Shop shop;
    private final PriceStreams streams;

    ShopController(JdbcClient database, Shop shop, PriceStreams streams) {
        this.database = database;
        this.shop = shop;
        this.streams = streams;
    }

    @GetMapping("/items")
    List<String> items() {
        return database.sql(ITEMS).query(String.class).list().stream()
                .map(item -> item + " " + shop.till().currency())
                .toList();
    }

    /// Takes as long as somebody holds the lock.
    @GetMapping("/pay")
    String pay() {
        return database.sql(SLOW).query(String.class).single();
    }

    @GetMapping("/prices")
    SseEmitter prices() {
        return streams.open();
    }
}
