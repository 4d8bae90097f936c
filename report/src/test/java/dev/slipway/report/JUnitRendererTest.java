package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitRendererTest {

    private final JUnitRenderer renderer = new JUnitRenderer("slipway rehearse");

    @Test
    void what_stands_in_the_way_fails_and_the_rest_is_told() {
        assertThat(renderer.render(Samples.blocked()))
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <testsuites name="slipway rehearse" tests="3" failures="2" errors="0">
                        <testsuite name="slipway rehearse" tests="3" failures="2" errors="0">
                        <testcase classname="slipway rehearse" name="verdict"><failure type="block" message="Do not ship: 1 statement breaks."></failure></testcase>
                        <testcase classname="compat/broken" name="0003_split.sql:7 breaks queries/member.sql of 1.0.0"><failure type="compat/broken" message="breaks queries/member.sql of 1.0.0">0003_split.sql:7
                        column &quot;name&quot; does not exist [42703]
                        Keep the column for one more release.</failure></testcase>
                        <testcase classname="lock/blocks-writes" name="0002_index.sql:1 stops writes to room for 2.3 s"><system-out>warning
                        0002_index.sql:1
                        ShareLock on room</system-out></testcase>
                        </testsuite>
                        </testsuites>
                        """);
    }

    @Test
    void what_could_not_be_told_is_no_success() throws Exception {
        var report =
                new Report(
                        new Verdict.Inconclusive("whether 1.0.0 works"),
                        "A person must decide.",
                        List.of(),
                        Json.object());

        var suite = parsed(renderer.render(report)).getDocumentElement();

        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    @Test
    void a_waiver_passes_and_names_who_gave_it() {
        var waived =
                new Verdict.Waived(
                        new Verdict.Block(List.of(Samples.BROKEN)), "ana", "1.0.0 is gone");
        var report = new Report(waived, "It may ship.", List.of(), Json.object());

        assertThat(renderer.render(report))
                .contains("waived by ana: 1.0.0 is gone")
                .doesNotContain("<failure", "<error");
    }

    @Test
    void any_text_can_be_read_back() throws Exception {
        var hostile = "</failure>]]>\"'<&>\t\u0000";

        var suite = parsed(renderer.render(Samples.full(hostile, 1))).getDocumentElement();

        var failure = (Element) suite.getElementsByTagName("failure").item(1);
        assertThat(failure.getAttribute("message")).isEqualTo("a</failure>]]>\"'<&> �");
        assertThat(failure.getTextContent()).contains("</failure>]]>\"'<&>\t�");
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
