package dev.slipway.migrate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/// Names a PostgreSQL database and how to reach it, and never prints a password.
///
/// Written as `postgres://`, `postgresql://` or `jdbc:postgresql://`. What the URL leaves out comes
/// from libpq's variables (`PGHOST`, `PGPORT`, `PGUSER`, `PGDATABASE`, `PGPASSWORD`, `PGPASSFILE`,
/// `PGSSLMODE`, `PGSSLROOTCERT`, `PGSSLCERT`, `PGSSLKEY`, `PGCONNECT_TIMEOUT`) and then from
/// `~/.pgpass`. A host that is a folder is where the server's Unix socket is.
public final class DatabaseUrl {

    private static final int CONNECT_SECONDS = 10;

    /// Until the server has let us in, whatever it does after it has taken the connection.
    private static final int LOGIN_SECONDS = 20;

    /// What another process needs besides a password, and may be written down.
    private static final List<String> TOLD = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");

    private final String host;
    private final int port;
    private final String user;
    private final String database;
    private final Optional<Password> password;
    private final Optional<Path> passFile;

    /// pgjdbc's own names.
    private final Map<String, String> properties;

    DatabaseUrl(
            String host,
            int port,
            String user,
            String database,
            Optional<Password> password,
            Optional<Path> passFile,
            Map<String, String> properties) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.database = database;
        this.password = password;
        this.passFile = passFile;
        this.properties = Map.copyOf(properties);
    }

    /// Reads a URL, with this process's environment for what it leaves out.
    ///
    /// @throws IllegalArgumentException with one sentence, without the password
    public static DatabaseUrl parse(String url) {
        return parse(url, System.getenv());
    }

    /// Reads a URL, with `environment` for what it leaves out.
    ///
    /// @throws IllegalArgumentException with one sentence, without the password
    public static DatabaseUrl parse(String url, Map<String, String> environment) {
        return new DatabaseUrlParser(environment).parse(url);
    }

    /// A name or path as it must be written within a URL.
    public static String encode(String text) {
        return DatabaseUrlParser.encode(text);
    }

    /// A connection in autocommit mode, for statements that are run once.
    ///
    /// None is prepared: a plan that is kept must be made again after each change of the schema.
    public Connection connect(String applicationName) throws SQLException {
        var source = source(applicationName);
        source.setPrepareThreshold(0);
        source.setPreferQueryMode(PreferQueryMode.EXTENDED_FOR_PREPARED);
        return source.getConnection();
    }

    /// Opens connections and keeps none: put a pool around it where many are needed.
    public DataSource dataSource(String applicationName) {
        return source(applicationName);
    }

    private PGSimpleDataSource source(String applicationName) {
        var source = new PGSimpleDataSource();
        boolean unix = UnixSocket.isFolder(host);
        source.setServerNames(new String[] {unix ? "localhost" : host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        password().ifPresent(secret -> source.setPassword(secret.reveal()));
        source.setApplicationName(applicationName);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(
                Optional.ofNullable(properties.get("connectTimeout"))
                        .map(Integer::valueOf)
                        .orElse(LOGIN_SECONDS));
        // The name goes along with the start of the session and costs no round trip of its own.
        source.setAssumeMinServerVersion("12");
        source.setTcpKeepAlive(!unix);
        Optional.ofNullable(properties.get("sslkey")).map(Path::of).ifPresent(ClientKey::check);
        set(source, properties);
        if (unix) {
            set(source, UnixSocket.properties(host, port));
        }
        return source;
    }

    private static void set(PGSimpleDataSource source, Map<String, String> properties) {
        try {
            for (var property : properties.entrySet()) {
                source.setProperty(property.getKey(), property.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the database URL has a parameter that does not fit: " + e.getMessage(), e);
        }
    }

    /// The same server, user and secrets, another database.
    public DatabaseUrl withDatabase(String name) {
        return new DatabaseUrl(host, port, user, name, password, passFile, properties);
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    public String database() {
        return database;
    }

    /// What libpq's programs need to reach the same database, as variables for a child process.
    public Map<String, String> environment() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PGHOST", host);
        variables.put("PGPORT", Integer.toString(port));
        variables.put("PGUSER", user);
        variables.put("PGDATABASE", database);
        variables.put("PGCONNECT_TIMEOUT", Integer.toString(CONNECT_SECONDS));
        Optional.ofNullable(properties.get("sslmode"))
                .ifPresent(mode -> variables.put("PGSSLMODE", mode));
        Optional.ofNullable(properties.get("sslrootcert"))
                .ifPresent(file -> variables.put("PGSSLROOTCERT", file));
        Optional.ofNullable(properties.get("sslcert"))
                .ifPresent(file -> variables.put("PGSSLCERT", file));
        Optional.ofNullable(properties.get("sslkey"))
                .ifPresent(file -> variables.put("PGSSLKEY", file));
        if (password.isPresent()) {
            variables.put("PGPASSWORD", password.get().reveal());
        } else {
            passFile.ifPresent(file -> variables.put("PGPASSFILE", file.toString()));
        }
        return variables;
    }

    /// What a service needs to reach the same database: [#environment], and the whole of it as a
    /// URL in `DATABASE_URL`. Both hold the password, wherever it comes from: it is for the
    /// environment of a child process and for nothing else.
    public Map<String, String> serviceEnvironment() {
        var variables = new LinkedHashMap<>(environment());
        var secret = password().map(Password::reveal);
        secret.ifPresent(value -> variables.put("PGPASSWORD", value));
        var who = encode(user) + secret.map(value -> ":" + encode(value)).orElse("");
        variables.put("DATABASE_URL", withParameters(url(who), told()));
        return variables;
    }

    /// The URL without any secret: fit to be stored, and enough for another process to connect
    /// where the password comes from a file.
    public String toReference() {
        var parameters = new ArrayList<>(told());
        passFile.ifPresent(file -> parameters.add("passfile=" + encode(file.toString())));
        return withParameters(toString(), parameters);
    }

    private List<String> told() {
        return TOLD.stream()
                .filter(properties::containsKey)
                .map(name -> name + "=" + encode(String.valueOf(properties.get(name))))
                .toList();
    }

    private static String withParameters(String url, List<String> parameters) {
        return parameters.isEmpty()
                ? url
                : url + (url.contains("?") ? "&" : "?") + String.join("&", parameters);
    }

    /// `postgres://user@host:port/database`, or `postgres://user@/database?host=folder&port=port`.
    @Override
    public String toString() {
        return url(encode(user));
    }

    private String url(String who) {
        var name = "/" + encode(database);
        var start = "postgres://" + who + "@";
        if (UnixSocket.isFolder(host)) {
            return start + name + "?host=" + encode(host) + "&port=" + port;
        }
        return start + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + name;
    }

    private Optional<Password> password() {
        return password.or(() ->
                passFile.map(PassFile::new).or(DatabaseUrl::homePassFile).flatMap(this::find));
    }

    /// libpq calls the usual socket folders `localhost` in a password file.
    private Optional<Password> find(PassFile file) {
        var found = file.find(host, port, database, user);
        return found.isEmpty() && UnixSocket.isUsualFolder(host)
                ? file.find("localhost", port, database, user)
                : found;
    }

    private static Optional<PassFile> homePassFile() {
        var file = Path.of(System.getProperty("user.home"), ".pgpass");
        return Files.isReadable(file) ? Optional.of(new PassFile(file)) : Optional.empty();
    }
}
