package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SarifRendererTest {

    @Test
    void a_code_host_shows_each_finding_at_its_line() {
        assertThat(new SarifRenderer("1.2.3", "db/migrations").render(Samples.blocked()))
                .isEqualTo(
                        """
                        {
                          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
                          "version": "2.1.0",
                          "runs": [
                            {
                              "tool": {
                                "driver": {
                                  "name": "Slipway",
                                  "version": "1.2.3",
                                  "rules": [
                                    {
                                      "id": "compat/broken",
                                      "shortDescription": {
                                        "text": "compat: broken"
                                      },
                                      "help": {
                                        "text": "Keep the column for one more release."
                                      },
                                      "defaultConfiguration": {
                                        "level": "error"
                                      }
                                    },
                                    {
                                      "id": "lock/blocks-writes",
                                      "shortDescription": {
                                        "text": "lock: blocks writes"
                                      },
                                      "help": {
                                        "text": "stops writes to room for 2.3 s"
                                      },
                                      "defaultConfiguration": {
                                        "level": "warning"
                                      }
                                    }
                                  ]
                                }
                              },
                              "invocations": [
                                {
                                  "executionSuccessful": true,
                                  "toolExecutionNotifications": [
                                    {
                                      "level": "error",
                                      "message": {
                                        "text": "Do not ship: 1 statement breaks."
                                      }
                                    }
                                  ],
                                  "properties": {
                                    "verdict": "block"
                                  }
                                }
                              ],
                              "results": [
                                {
                                  "ruleId": "compat/broken",
                                  "ruleIndex": 0,
                                  "level": "error",
                                  "message": {
                                    "text": "breaks queries/member.sql of 1.0.0\\ncolumn \\"name\\" does not exist [42703]\\nKeep the column for one more release."
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "db/migrations/0003_split.sql"
                                        },
                                        "region": {
                                          "startLine": 7
                                        }
                                      }
                                    }
                                  ]
                                },
                                {
                                  "ruleId": "lock/blocks-writes",
                                  "ruleIndex": 1,
                                  "level": "warning",
                                  "message": {
                                    "text": "stops writes to room for 2.3 s\\nShareLock on room"
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "db/migrations/0002_index.sql"
                                        },
                                        "region": {
                                          "startLine": 1
                                        }
                                      }
                                    }
                                  ]
                                }
                              ]
                            }
                          ]
                        }
                        """);
    }

    @Test
    void the_path_of_a_file_is_a_relative_uri() {
        var finding =
                new Finding(
                        "history/changed",
                        Severity.ERROR,
                        Place.of("1 ä#%.sql"),
                        "has changed",
                        "",
                        "");
        var report =
                new Report(new Verdict.Block(List.of(finding)), "Drift.", List.of(), Json.object());

        assertThat(new SarifRenderer("1", "").render(report))
                .contains("\"uri\": \"1%20%C3%A4%23%25.sql\"")
                .doesNotContain("region");
    }

    @Test
    void what_is_in_no_file_has_a_name() {
        var finding =
                new Finding("drill/rows", Severity.ERROR, Place.of("public.room"), "x", "", "");
        var report =
                new Report(
                        new Verdict.Pass(),
                        "Ready.",
                        List.of(new Section.Findings("f", List.of(finding))),
                        Json.object());

        assertThat(new SarifRenderer("1", "").render(report))
                .contains("\"fullyQualifiedName\": \"public.room\"")
                .doesNotContain("physicalLocation");
    }
}
