package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlRendererTest {

    private static final String HOSTILE =
            "</style></title><script>alert('1')</script>\"'><img src=x onerror=\"x\"><!--&amp;"
                    + "x".repeat(3_000);

    private static final Pattern TAG = Pattern.compile("<([^>]*)>");

    private final HtmlRenderer renderer = new HtmlRenderer("slipway rehearse");

    @Test
    void a_hostile_report_of_500_statements_stays_text() {
        var html = body(renderer.render(Samples.full(HOSTILE, 500)));

        var names = new TreeSet<String>();
        var tags = TAG.matcher(html);
        while (tags.find()) {
            names.add(tags.group(1).replaceFirst("^/", "").split(" ", 2)[0]);
            assertThat(tags.group(1)).doesNotContainPattern("on[a-z]+=|src=|href=");
        }
        assertThat(names)
                .containsExactly(
                        "article", "b", "body", "code", "dd", "details", "div", "dl", "dt", "h1",
                        "h2", "h3", "header", "html", "i", "li", "main", "p", "pre", "section",
                        "small", "span", "summary", "table", "tbody", "td", "th", "thead", "title",
                        "tr", "ul");
        assertThat(html).contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;");
        assertThat(html).contains("&amp;amp;").doesNotContain("<script");
    }

    @Test
    void what_stands_between_backticks_in_a_remedy_is_code() {
        assertThat(renderer.render(Samples.full("use `a < b`, not `c", 1)))
                .contains("<p class=\"remedy\">use <code>a &lt; b</code>, not `c</p>");
    }

    @Test
    void sql_below_a_remedy_is_a_block() {
        assertThat(renderer.render(Samples.full("write:\nselect 1\n  from a;", 1)))
                .contains("<p class=\"remedy\">write:</p><pre>select 1\n  from a;</pre>");
    }

    @Test
    void lines_that_begin_with_a_space_stand_below_their_sentence() {
        assertThat(renderer.render(Samples.text("one", "  a <b>", "    c", "two")))
                .contains("<li>one<pre>a &lt;b&gt;\n  c</pre></li>", "<li>two</li>");
    }

    @Test
    void it_needs_no_other_file() {
        var html = renderer.render(Samples.blocked());

        assertThat(html)
                .doesNotContain("http:", "https:", "url(", "@import", "<link", "<img", "src=");
        assertThat(html)
                .contains("prefers-color-scheme: dark", "max-width: 640px", "@media print")
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
    }

    @Test
    void it_reads_from_the_verdict_down() {
        var html = body(renderer.render(Samples.blocked()));

        assertThat(html.replaceAll("<[^>]*>", "|").replaceAll("\\|+", "|"))
                .containsSubsequence(
                        "|slipway rehearse |block|Do not ship: 1 statement breaks.|",
                        "|Ways back|",
                        "|code-only|does not work| because 1 statement breaks|",
                        "|forward-fix |recommended|open| not written yet|",
                        "|Findings|",
                        "|error| |0003_split.sql:7|breaks queries/member.sql of 1.0.0|column &quot;name&quot; does not exist [42703]|Keep the column for one more release.|compat/broken|",
                        "|Locks|",
                        "|0.0 ms|600 ms|1.2 s|1.8 s|2.4 s|",
                        "|What to do|");
    }

    @Test
    void a_bar_is_as_long_as_its_share_of_the_whole() {
        var html = renderer.render(Samples.blocked());

        assertThat(html)
                .contains("class=\"careful\" style=\"left:min(0.00%,100% - 3px);width:52.17%\"")
                .contains("class=\"careful\" style=\"left:min(95.83%,100% - 3px);width:4.17%\"");
    }

    @Test
    void a_section_without_content_is_left_out() {
        assertThat(renderer.render(Samples.clean()))
                .contains("Ways back")
                .doesNotContain("Findings");
    }

    private static String body(String html) {
        return html.substring(html.indexOf("</style>") + "</style>".length());
    }
}
