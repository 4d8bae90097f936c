package dev.slipway.spring.shop;

import dev.slipway.service.drain.Stage;
import dev.slipway.spring.DrainPart;
import dev.slipway.spring.StrictConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/// Sells what is in its database.
@SpringBootApplication
@StrictConfiguration(value = Shop.class, prefix = "SHOP", file = "shop.yaml")
public class ShopApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Bean
    JdbcConnectionDetails database(Shop shop) {
        return shop.database();
    }

    @Bean
    DrainPart prices(PriceStreams streams) {
        return new DrainPart(Stage.CONNECTIONS, "price streams", streams::move);
    }

    @Bean
    DrainPart orders(OrderWorker worker) {
        return new DrainPart(Stage.WORKERS, "order worker", worker::end);
    }
}
