package dev.slipway.service.metrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Stands around a data source, its connections and their statements, and hears of every execution.
/// Proxies, so that it has every method of every version of JDBC.
///
/// @param heard is told before each execution, on the thread that does it
record Counting(Runnable heard) {

    DataSource source(DataSource source) {
        return around(
                DataSource.class,
                source,
                (self, method, result) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection connection) {
        return around(
                Connection.class,
                connection,
                (self, method, result) ->
                        result instanceof Statement made
                                ? statement(made, (Connection) self)
                                : result);
    }

    private Statement statement(Statement statement, Connection of) {
        return around(
                kind(statement),
                statement,
                (self, method, result) -> result instanceof Connection ? of : result);
    }

    private static Class<? extends Statement> kind(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    /// Gives what a method of the proxy `self` returns in place of what the method returned.
    private interface Returned {
        @Nullable Object instead(Object self, Method method, @Nullable Object result);
    }

    @SuppressWarnings("ReferenceEquality") // A proxy is equal to itself, as what it stands around.
    private <T> T around(Class<T> type, Object real, Returned returned) {
        InvocationHandler handler =
                (self, method, arguments) -> {
                    if (method.getName().equals("equals")) {
                        return self == Objects.requireNonNull(arguments)[0];
                    }
                    if (real instanceof Statement && method.getName().startsWith("execute")) {
                        heard.run();
                    }
                    var result = call(real, method, arguments);
                    return isUnwrapping(method) ? result : returned.instead(self, method, result);
                };
        return type.cast(
                Proxy.newProxyInstance(
                        Counting.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /// Whoever asks for the driver's own gets it.
    private static boolean isUnwrapping(Method method) {
        return method.getName().equals("unwrap");
    }

    private static @Nullable Object call(
            Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }
}
