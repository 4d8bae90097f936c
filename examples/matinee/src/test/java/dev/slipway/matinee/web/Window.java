package dev.slipway.matinee.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.matinee.Wait;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Matinee's page in a window of its own, with its own cookies.
final class Window implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Path SHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> errors = new ArrayList<>();

    private Window(Browser browser, ColorScheme scheme) {
        this.context = browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme));
        this.page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
    }

    static Window open(Browser browser, URI service) {
        return open(browser, service, ColorScheme.LIGHT);
    }

    static Window open(Browser browser, URI service, ColorScheme scheme) {
        var window = new Window(browser, scheme);
        window.page.navigate(service.toString());
        window.page.waitForSelector("#door:not([hidden])");
        return window;
    }

    Page page() {
        return page;
    }

    /// What went wrong in the script.
    List<String> errors() {
        return errors;
    }

    void guest(String handle) {
        page.fill("#handle", handle);
        page.click("button[value=guest]");
        awaitText("#link", "Instance ");
    }

    void say(String words) {
        page.fill("#words", words);
        page.click("#say button");
    }

    /// The name of the room that is chosen.
    String room() {
        return (String)
                page.evaluate("document.getElementById('room').selectedOptions[0]?.text ?? ''");
    }

    List<String> said() {
        return page.locator("#said span").allTextContents();
    }

    void awaitText(String selector, String text) {
        await(() -> page.textContent(selector).contains(text), selector + " without " + text);
    }

    void await(BooleanSupplier condition, String otherwise) {
        Wait.until(LIMIT, condition, () -> otherwise + ": " + page.innerText("body"));
    }

    boolean isPlaying() {
        return (Boolean) page.evaluate("!document.querySelector('audio').paused");
    }

    /// Where the film is, in seconds.
    double position() {
        return ((Number) page.evaluate("document.querySelector('audio').currentTime"))
                .doubleValue();
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }
}
