package dev.slipway.spring;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.service.health.Health;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/// Migrates the application's database before anything that uses it is made.
///
/// An application that has a [DatabaseUrl] or a [Migrator.Builder] of its own is migrated with
/// that.
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({DataSource.class, JdbcConnectionDetails.class})
@ConditionalOnBean(DataSource.class)
@ConditionalOnBooleanProperty(name = "slipway.migrations.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SlipwayProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
class MigrationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean({DatabaseUrl.class, Migrator.Builder.class})
    DatabaseUrl slipwayDatabase(ObjectProvider<JdbcConnectionDetails> details) {
        return ApplicationDatabase.url(details.getIfUnique());
    }

    @Bean
    @ConditionalOnMissingBean
    Migrator.Builder slipwayMigrator(
            DatabaseUrl database, SlipwayProperties properties, Environment environment) {
        var application = Application.of(environment, properties);
        var migrations = properties.migrations();
        var migrator =
                Migrator.builder()
                        .database(database)
                        .application(application.title())
                        .ahead(migrations.ahead().of(application));
        migrations.applyTo(migrator);
        return migrator.migrations(
                MigrationFolder.read(migrations.location(), migrations.format()));
    }

    /// Not lazy where everything else is: what would ask for it is the first request.
    @Bean
    @Lazy(false)
    SchemaMigration slipwayMigration(Health health, Migrator.Builder migrator) {
        return new SchemaMigration(health, migrator);
    }
}
