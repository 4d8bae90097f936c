package dev.slipway.service.metrics;

import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Counts how often a request calls the database, which is what a query in a loop gives away.
///
/// Every execution of a statement is a call, and a batch is one. They are counted for the request
/// that the thread is in, and for none where it is in none.
public final class DatabaseCalls {

    /// Is told when a request ends.
    public interface Listener {

        /// @param route as it is written in the program, such as `GET /rooms/{id}`: of one with the
        ///   values in it there would be as many as there are values
        void ended(String route, int calls);
    }

    private final Listener listener;

    @SuppressWarnings("ThreadLocalUsage") // A service may count for two listeners at once.
    private final ThreadLocal<@Nullable Request> current = new ThreadLocal<>();

    private DatabaseCalls(Listener listener) {
        this.listener = listener;
    }

    public static DatabaseCalls telling(Listener listener) {
        return new DatabaseCalls(listener);
    }

    /// The same source, whose calls are counted. Where there is a pool it goes around that.
    public DataSource counting(DataSource source) {
        return new Counting(this::called).source(source);
    }

    /// Does what a request asks for, and tells of its calls however that ends.
    public <T> T during(String route, Callable<T> work) throws Exception {
        var request = begin();
        try {
            return work.call();
        } finally {
            request.end(route);
        }
    }

    /// The request that this thread is in from now on, until it ends on the same thread: for
    /// filters, which know the route only afterwards. One within another is told of by itself, and
    /// its calls count for both.
    public Request begin() {
        var request = new Request(current.get());
        current.set(request);
        return request;
    }

    private void called() {
        for (var request = current.get(); request != null; request = request.outer) {
            request.calls++;
        }
    }

    /// One request, from its begin to its first end.
    public final class Request {

        private final @Nullable Request outer;
        private int calls;
        private boolean ended;

        private Request(@Nullable Request outer) {
            this.outer = outer;
        }

        /// Tells of its calls.
        public void end(String route) {
            if (ended) {
                return;
            }
            ended = true;
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
            listener.ended(route, calls);
        }
    }
}
