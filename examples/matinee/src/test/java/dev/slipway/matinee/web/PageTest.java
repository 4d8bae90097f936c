package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Wait;
import dev.slipway.matinee.proxy.Proxy;
import dev.slipway.migrate.DatabaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private final DatabaseUrl database = TestDatabase.create();
    private final Chromium chromium = new Chromium();
    private Instance a;
    private Instance b;

    @BeforeAll
    void start() throws Exception {
        a = Instance.ready("1.0.0", "a", database);
        b = Instance.ready("1.0.0", "b", database);
    }

    @AfterAll
    void stop() {
        chromium.close();
        a.close();
        b.close();
    }

    @Test
    void two_windows_on_two_instances_play_in_step() throws Exception {
        var room = "/#" + a.room("In step");
        try (var ana = Window.open(chromium.browser(), a.http().base().resolve(room));
                var ben = Window.open(chromium.browser(), b.http().base().resolve(room))) {
            ana.guest("ana");
            ben.guest("ben");
            ana.awaitText("#link", "Instance a");
            ben.awaitText("#link", "Instance b");

            ana.page().click("#play");
            ben.await(ben::isPlaying, "ben does not see ana play");
            Thread.sleep(Duration.ofSeconds(3));
            assertThat(apart(ana, ben)).isCloseTo(0, within(0.5));
            assertThat(ben.position()).isBetween(2.0, 6.0);
            assertThat(ben.page().textContent("#last")).isEqualTo("ana pressed play at 0:00");

            ben.page().locator("#seek").fill("40");
            ana.await(() -> ana.position() >= 40, "ana does not follow ben");
            assertThat(apart(ana, ben)).isCloseTo(0, within(0.5));

            ben.page().locator("#stage").click();
            ben.page().keyboard().press("Space");
            ana.await(() -> !ana.isPlaying(), "ana plays on");
            ben.await(() -> !ben.isPlaying(), "ben plays on");
            ana.await(() -> Math.abs(apart(ana, ben)) < 0.01, "they stand apart");
            ana.awaitText("#last", "ben paused at 0:4");

            ana.say("<img src=x onerror=alert(1)> & \"so on\"");
            ben.say("ha");
            var both = List.of("<img src=x onerror=alert(1)> & \"so on\"", "ha");
            ana.await(() -> ana.said().equals(both), "ana did not hear both");
            ben.await(() -> ben.said().equals(both), "ben did not hear both");
            assertThat(ben.page().locator("#said img").count()).isZero();
            assertThat(ana.errors()).isEmpty();
            assertThat(ben.errors()).isEmpty();
        }
    }

    private static double apart(Window one, Window other) {
        var before = one.position();
        var there = other.position();
        return there - (before + one.position()) / 2;
    }

    @Test
    void when_an_instance_drains_its_window_goes_on_at_the_other_and_misses_nothing()
            throws Exception {
        var c = Instance.ready("1.0.0", "c", database);
        var d = Instance.ready("1.0.0", "d", database);
        var room = a.room("Moving on");
        var upstreams = List.of(c.http().base(), d.http().base());
        try (var proxy = Proxy.start(0, upstreams, Duration.ofMillis(50));
                var cleo =
                        Window.open(
                                chromium.browser(), awaited(proxy).base().resolve("/#" + room))) {
            cleo.guest("cleo");
            var leaving = cleo.page().textContent("#link").endsWith("c") ? c : d;
            var staying = leaving == c ? d : c;

            var said = new ArrayList<String>();
            var drain = Thread.ofVirtual().start(leaving.web().drain()::end);
            for (int i = 0; drain.isAlive() || i < 20; i++) {
                said.add("line " + i);
                staying.http()
                        .post(
                                "/rooms/" + room + "/events",
                                "{\"kind\":\"chat\",\"position_ms\":0,\"body\":\"line %d\"}"
                                        .formatted(i));
            }
            cleo.awaitText("#link", "Instance " + (leaving == c ? "d" : "c"));
            cleo.await(() -> cleo.said().size() >= said.size(), "cleo misses something");
            assertThat(cleo.said()).isEqualTo(said);

            cleo.page().click("#play");
            cleo.await(cleo::isPlaying, "cleo cannot play any more");
            assertThat(cleo.errors()).isEmpty();
        } finally {
            c.close();
            d.close();
        }
    }

    private static Http awaited(Proxy proxy) {
        var http = Http.at(proxy.port());
        Wait.until(Duration.ofSeconds(10), () -> http.status("/rooms") == 200, () -> "no proxy");
        return http;
    }

    @Test
    void who_registers_is_known_when_the_page_is_opened_again_until_they_leave() throws Exception {
        try (var window = Window.open(chromium.browser(), a.http().base())) {
            var page = window.page();
            page.fill("#handle", "dora");
            page.fill("#password", "short");
            page.click("button[value=register]");
            window.awaitText("#wrong", "password has 8 to 200 characters.");

            page.fill("#password", "long enough");
            page.click("button[value=register]");
            window.awaitText("#me", "dora");
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            page.click("#open");
            page.fill("#name", "Dora's room");
            page.click("#new button");
            window.await(() -> window.room().equals("Dora's room"), "the new room is not opened");
            page.reload();
            window.awaitText("#me", "dora");
            window.awaitText("#link", "Instance a");
            assertThat(window.room()).isEqualTo("Dora's room");
            window.say("it is me");
            window.await(() -> window.said().contains("it is me"), "not said");
            assertThat(page.textContent("#said li:last-child b")).isEqualTo("dora");

            page.click("#out");
            page.waitForSelector("#door:not([hidden])");
            page.fill("#handle", "dora");
            page.click("button[value=guest]");
            window.awaitText("#wrong", "You are not logged in.");
            page.fill("#password", "wrong password");
            page.click("button[value=login]");
            window.awaitText("#wrong", "The handle or the password is wrong.");
        }
    }

    @Test
    void the_policy_names_the_scripts_and_styles_that_are_in_the_page() throws Exception {
        var answer = a.http().send("GET", "/", "", "");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'sha256-", "style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(answer.body()).doesNotContain("innerHTML", "https://", "eval(");
    }

    @Test
    void it_fits_wide_and_narrow_windows_in_dark_and_in_light() throws Exception {
        var room = a.room("Late show No. 4");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var name = scheme == ColorScheme.DARK ? "dark" : "light";
            var at = a.http().base().resolve("/#" + room);
            try (var window = Window.open(chromium.browser(), at, scheme)) {
                shoot(window, "door", name);
                window.guest("in_the_" + name);
                window.say("Is everybody here?");
                window.say("A-word-that-is-very-long-and-has-no-place-to-break-" + "x".repeat(60));
                window.page().locator("#seek").fill("51.4");
                window.await(() -> window.position() > 51, "not there");
                window.await(() -> window.said().size() > 1, "not said");
                shoot(window, "house", name);
            }
        }
    }

    private static void shoot(Window window, String what, String name) {
        window.page().setViewportSize(1280, 800);
        assertThat(overflow(window)).as(name + ", wide").isZero();
        window.shoot(what + "-wide-" + name);
        window.page().setViewportSize(390, 844);
        assertThat(overflow(window)).as(name + ", narrow").isZero();
        window.shoot(what + "-narrow-" + name);
    }

    /// By how many pixels the page is wider than its window.
    private static int overflow(Window window) {
        return ((Number)
                        window.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .intValue();
    }
}
