package dev.slipway.spring;

import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Effective;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Loaded;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionReaderUtils;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/// Reads what [StrictConfiguration] declares while Spring still collects what beans there will be.
final class StrictConfigurationRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    StrictConfigurationRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(
            AnnotationMetadata application, BeanDefinitionRegistry registry) {
        var told = application.getAnnotations().get(StrictConfiguration.class);
        register(
                told.getClass("value").asSubclass(Record.class),
                told.getString("prefix"),
                told.getString("file"),
                registry);
    }

    private <T extends Record> void register(
            Class<T> type, String prefix, String file, BeanDefinitionRegistry registry) {
        var configuration = Configuration.of(type, prefix);
        var ready = ready(configuration.load(inputs(file)));
        add(registry, type, ready.value());
        add(registry, Configuration.class, configuration);
        add(registry, Effective.class, ready.effective());
    }

    private Inputs inputs(String usual) {
        var named = Optional.ofNullable(environment.getProperty("slipway.config.file"));
        var inputs =
                Inputs.ofProcess(named.map(file -> List.of("--config=" + file)).orElse(List.of()));
        return usual.isEmpty() ? inputs : inputs.withUsualFile(Path.of(usual));
    }

    private static <T extends Record> Loaded.Ready<T> ready(Loaded<T> loaded) {
        if (loaded instanceof Loaded.Ready<T> ready) {
            return ready;
        }
        throw new StartRefused(
                loaded.validation(),
                "Mend all of it and start again. slipway.config.file names another file.");
    }

    private static <T> void add(BeanDefinitionRegistry registry, Class<T> type, T bean) {
        var definition =
                BeanDefinitionBuilder.genericBeanDefinition(type, () -> bean).getBeanDefinition();
        BeanDefinitionReaderUtils.registerWithGeneratedName(definition, registry);
    }
}
