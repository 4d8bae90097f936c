package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The settings of a server that change what it plans, locks or answers, where they are not the
/// default.
///
/// Asked with `psql`, since the driver sets a time zone and more of its own in each session.
///
/// @param values in the setting's own unit, by name
record ServerSettings(Map<String, String> values) {

    private static final String READ =
            """
            select name || '=' || setting
              from pg_settings
             where name in (
                       'array_nulls', 'backslash_quote', 'bytea_output', 'check_function_bodies',
                       'commit_siblings', 'constraint_exclusion', 'cpu_index_tuple_cost',
                       'cpu_operator_cost', 'cpu_tuple_cost', 'cursor_tuple_fraction', 'datestyle',
                       'DateStyle', 'deadlock_timeout', 'default_statistics_target',
                       'default_table_access_method', 'default_text_search_config',
                       'default_toast_compression', 'default_transaction_deferrable',
                       'default_transaction_isolation', 'effective_cache_size',
                       'enable_async_append', 'enable_bitmapscan', 'enable_gathermerge',
                       'enable_hashagg', 'enable_hashjoin', 'enable_incremental_sort',
                       'enable_indexonlyscan', 'enable_indexscan', 'enable_material',
                       'enable_memoize', 'enable_mergejoin', 'enable_nestloop',
                       'enable_parallel_append', 'enable_parallel_hash',
                       'enable_partition_pruning', 'enable_partitionwise_aggregate',
                       'enable_partitionwise_join', 'enable_seqscan', 'enable_sort',
                       'enable_tidscan', 'escape_string_warning', 'extra_float_digits',
                       'from_collapse_limit', 'geqo', 'geqo_threshold', 'gin_fuzzy_search_limit',
                       'gin_pending_list_limit', 'hash_mem_multiplier', 'IntervalStyle', 'jit',
                       'jit_above_cost', 'join_collapse_limit', 'lc_messages', 'lc_monetary',
                       'lc_numeric', 'lc_time', 'lo_compat_privileges', 'lock_timeout',
                       'maintenance_work_mem', 'max_locks_per_transaction',
                       'max_parallel_maintenance_workers', 'max_parallel_workers',
                       'max_parallel_workers_per_gather', 'max_prepared_transactions',
                       'max_stack_depth', 'min_parallel_index_scan_size',
                       'min_parallel_table_scan_size', 'parallel_leader_participation',
                       'parallel_setup_cost', 'parallel_tuple_cost', 'plan_cache_mode',
                       'quote_all_identifiers', 'random_page_cost', 'recursive_worktable_factor',
                       'row_security', 'search_path', 'seq_page_cost', 'shared_preload_libraries',
                       'standard_conforming_strings', 'synchronize_seqscans', 'temp_buffers',
                       'TimeZone', 'timezone_abbreviations', 'transform_null_equals',
                       'work_mem', 'xmlbinary', 'xmloption')
               and setting is distinct from boot_val
               and source in (
                       'default', 'environment variable', 'configuration file', 'command line',
                       'override', 'global')
             order by 1
            """;

    /// Taken over they would change what the server does by itself, or what it can be.
    private static final Set<String> KEPT_OUT = Set.of("shared_preload_libraries");

    private static final Set<String> LISTS = Set.of("search_path");

    private static final Set<String> NEED_RESTART =
            Set.of("max_locks_per_transaction", "max_prepared_transactions");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    static ServerSettings of(DatabaseUrl source, PgTools tools) {
        var arguments =
                List.of(
                        "--no-psqlrc",
                        "--tuples-only",
                        "--no-align",
                        "--command=" + READ,
                        "--dbname=" + PgTools.named(source));
        var run =
                tools.run("psql", source, arguments, LIMIT)
                        .orThrow("Reading the settings of " + source);
        var values = new LinkedHashMap<String, String>();
        run.out()
                .lines()
                .filter(line -> line.contains("="))
                .forEach(line -> {
                    int at = line.indexOf('=');
                    values.put(line.substring(0, at), line.substring(at + 1));
                });
        return new ServerSettings(values);
    }

    /// Sets them on a server of ours, and tells `notes` what that server does not take.
    ///
    /// @return whether it must be started again
    boolean apply(Connection server, List<String> notes) throws SQLException {
        boolean restart = false;
        for (var setting : values.entrySet()) {
            boolean taken = apply(server, setting.getKey(), setting.getValue(), notes);
            restart |= taken && NEED_RESTART.contains(setting.getKey());
        }
        return restart;
    }

    private static boolean apply(Connection server, String name, String value, List<String> notes)
            throws SQLException {
        if (KEPT_OUT.contains(name)) {
            notes.add("%s = %s was not taken over".formatted(name, value));
            return false;
        }
        try (var statement = server.createStatement()) {
            var literal = LISTS.contains(name) ? value : "'" + value.replace("'", "''") + "'";
            statement.execute("alter system set %s = %s".formatted(name, literal));
            return true;
        } catch (SQLException e) {
            notes.add("%s = %s was not taken over: %s".formatted(name, value, Refusals.words(e)));
            return false;
        }
    }
}
