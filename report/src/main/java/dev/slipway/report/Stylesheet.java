package dev.slipway.report;

/// How the HTML of a report looks: light and dark, wide and narrow, on paper.
final class Stylesheet {

    private Stylesheet() {}

    static final String CSS =
            """
            :root {
              --page: #f6f7f9; --card: #fff; --ink: #1b2430; --faint: #5b6777; --edge: #dfe4ea;
              --good: #1a7f4b; --calm: #4a6fa5; --careful: #9a6200; --bad: #c2283a; --track: #eef1f5;
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --page: #11161d; --card: #1a212b; --ink: #e4e9f0; --faint: #98a5b5; --edge: #2c3643;
                --good: #4cc38a; --calm: #7ea6e0; --careful: #e3ac4d; --bad: #ff7583; --track: #242d39;
              }
            }
            * { box-sizing: border-box; }
            body {
              margin: 0; background: var(--page); color: var(--ink);
              font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
            }
            main { max-width: 1100px; margin: 0 auto; padding: 24px 16px 48px; }
            header, section {
              background: var(--card); border: 1px solid var(--edge); border-radius: 10px;
              padding: 18px 22px; margin: 0 0 16px;
            }
            header { border-left: 6px solid var(--tone); }
            h1 { margin: 0; font-size: clamp(18px, 2.4vw, 25px); line-height: 1.3; font-weight: 650; }
            h2 { margin: 0 0 12px; font-size: 16px; }
            h3 { margin: 4px 0; font-size: 15px; font-weight: 600; }
            p { margin: 4px 0; }
            h1, h2, h3, p, dt, dd, li, b, code, pre, summary { overflow-wrap: anywhere; }
            .kind, .rule, small { color: var(--faint); font-size: 12.5px; font-weight: 400; }
            code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 13px; }
            pre {
              margin: 6px 0; padding: 8px 10px; border-radius: 6px; background: var(--track);
              white-space: pre-wrap; color: var(--faint);
            }
            ul { margin: 0; padding-left: 20px; }
            summary { cursor: pointer; color: var(--calm); }
            .good { --tone: var(--good); } .calm { --tone: var(--calm); }
            .careful { --tone: var(--careful); } .bad { --tone: var(--bad); }
            .badge {
              display: inline-block; padding: 0 8px; border: 1px solid var(--tone); border-radius: 99px;
              color: var(--tone); font-size: 12.5px; font-weight: 600;
            }
            .finding { border-left: 4px solid var(--tone); padding: 2px 0 2px 14px; }
            .finding + .finding { margin-top: 18px; }
            .remedy::before { content: "\\2192\\00a0"; color: var(--good); font-weight: 700; }
            dl { margin: 0; }
            .choices > div { padding: 8px 12px; border-radius: 8px; border: 1px solid transparent; }
            .choices > .recommended { border-color: var(--calm); background: var(--track); }
            dt { font-weight: 650; } dd { margin: 0; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
            th, td {
              padding: 5px 14px 5px 0; text-align: left; vertical-align: top;
              border-bottom: 1px solid var(--edge);
            }
            th { color: var(--faint); font-weight: 500; white-space: nowrap; }
            td { min-width: 3em; max-width: 44em; overflow-wrap: break-word; }
            tr:last-child td { border-bottom: 0; }
            .right { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .line {
              display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 14px;
              align-items: center; padding: 4px 0; font-size: 13.5px;
            }
            .line b { font-weight: 600; }
            .lane { margin-top: 14px; padding-top: 8px; border-top: 1px solid var(--edge); }
            .ticks { display: flex; justify-content: space-between; color: var(--faint); }
            .ticks i { font-style: normal; font-size: 12px; font-variant-numeric: tabular-nums; }
            .track { position: relative; height: 14px; border-radius: 4px; background: var(--track); }
            .track i {
              position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: 4px;
              background: var(--tone);
            }
            .bar + .bar { border-top: 1px solid var(--edge); margin-top: 8px; padding-top: 6px; }
            .sql { color: var(--faint); margin-left: 6px; }
            @media (min-width: 641px) {
              .choices > div { display: grid; grid-template-columns: 13em minmax(0, 1fr); gap: 14px; }
            }
            @media (max-width: 640px) {
              table { min-width: 620px; }
              main { padding: 8px 8px 24px; }
              header, section { padding: 14px; border-radius: 8px; }
              .line { grid-template-columns: minmax(0, 1fr); gap: 4px; }
            }
            @media print {
              :root { --page: #fff; --card: #fff; --ink: #000; --faint: #444; --edge: #bbb; --track: #eee; }
              * { print-color-adjust: exact; }
              body { font-size: 11pt; }
              main { max-width: none; padding: 0; }
              .finding, .line, .bar, tr, .choices > div { break-inside: avoid; }
              h2, h3 { break-after: avoid; }
              .wide { overflow: visible; }
              details::details-content { content-visibility: visible; block-size: auto; }
            }
            """;
}
