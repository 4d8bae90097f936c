package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownRendererTest {

    private final MarkdownRenderer renderer = new MarkdownRenderer();

    @Test
    void a_pull_request_shows_what_to_act_on_and_folds_the_rest() {
        assertThat(renderer.render(Samples.blocked()))
                .isEqualTo(
                        """
                        > [!CAUTION]
                        > **Do not ship: 1 statement breaks.**

                        ### Ways back

                        | way | what is known |
                        | :-- | :-- |
                        | code-only | **does not work** because 1 statement breaks |
                        | **forward-fix** | **open**: not written yet |

                        ### Findings

                        - **error** `0003_split.sql:7` breaks queries/member.sql of 1.0.0
                          <br>→ Keep the column for one more release.
                          <details><summary>compat/broken</summary>

                          ```
                          column "name" does not exist [42703]
                          ```
                          </details>
                        - **warning** `0002_index.sql:1` stops writes to room for 2.3 s
                          <details><summary>lock/blocks-writes</summary>

                          ```
                          ShareLock on room
                          ```
                          </details>

                        <details><summary>Statements</summary>

                        | statement | took |
                        | :-- | --: |
                        | create index on room (name) | 2.3 s |

                        </details>

                        <details><summary>Locks</summary>

                        | where | from | to | what | since |
                        | :-- | --: | --: | :-- | :-- |
                        | room | 0.0 ms | 2.3 s | ShareLock | ShareLock:1 |
                        | member | 2.3 s | 2.4 s | AccessExclusiveLock | AccessExclusiveLock:1 |

                        </details>

                        <details><summary>Time</summary>

                        | where | statement | what | time |
                        | :-- | :-- | :-- | --: |
                        | 0002\\_index.sql:1 | `create index on room (name)` | took | 2.3 s |
                        | 0002\\_index.sql:1 | `create index on room (name)` | stops writes | 1.2 s |

                        </details>

                        ### What to do

                        - Change 0003\\_split.sql.
                        """);
    }

    @Test
    void lines_that_begin_with_a_space_stand_below_their_sentence() {
        assertThat(renderer.render(Samples.text("one", "  a", "    b", "two")))
                .contains(
                        """
                        - one

                          ```
                          a
                            b
                          ```

                        - two
                        """);
    }

    @Test
    void text_can_be_no_markup() {
        var markdown = renderer.render(Samples.full("*a*|`b`\n# <script>[x](y) @team ```", 1));

        assertThat(markdown)
                .contains("\\*a\\*\\|\\`b\\` \\# &lt;script\\>\\[x\\](y) &#64;team \\`\\`\\`")
                .contains("<summary>*a*|`b` # &lt;script&gt;[x](y) @team ```</summary>")
                .contains("  ````\n  *a*|`b`\n  # <script>[x](y) @team ```\n  ````\n");
        assertThat(markdown.replaceAll("(?s)````.*?````", "")).doesNotContain("<script");
    }

    @Test
    void what_would_begin_a_list_is_text() {
        assertThat(Markdown.words("- x")).isEqualTo("\\- x");
        assertThat(Markdown.words("1. x")).isEqualTo("1\\. x");
        assertThat(Markdown.words("a - 1. x")).isEqualTo("a - 1. x");
    }

    @Test
    void a_long_table_is_cut_so_that_a_comment_can_hold_it() {
        var markdown = renderer.render(Samples.full("x", 500));

        assertThat(markdown).contains("\nand 400 more\n").hasSizeLessThan(65_536);
    }
}
