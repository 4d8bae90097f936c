package dev.slipway.spring.shop;

import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Needs the database to its end.
@Component
class OrderWorker {

    private static final Log LOG = LogFactory.getLog(OrderWorker.class);

    private final JdbcClient database;

    OrderWorker(JdbcClient database) {
        this.database = database;
    }

    void end(Duration left) {
        var items = database.sql("select count(*) from item").query(Integer.class).single();
        LOG.info("The worker ended with " + items + " item in the database");
    }
}
