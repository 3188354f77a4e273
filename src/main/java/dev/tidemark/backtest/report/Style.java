package dev.tidemark.backtest.report;

/** How the page looks: light or dark as the reader likes it, and without colours on paper. */
final class Style {
    static final String SHEET =
            """
            :root { color-scheme: light dark;
              --paper: #ffffff; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --band: #f4f6f9;
              --s0: #0b62a4; --s1: #c2570c; --s2: #1b7f4d; --s3: #7a4bb3; --s4: #6b7280;
              --good: #1b7f4d; --care: #9a6400; --bad: #b3261e; }
            @media (prefers-color-scheme: dark) { :root {
              --paper: #14181f; --ink: #e6eaf0; --soft: #9aa6b5; --line: #333c49; --band: #1c222b;
              --s0: #6cb6f5; --s1: #f2a15f; --s2: #66cf96; --s3: #c3a1f0; --s4: #aab4c0;
              --good: #66cf96; --care: #f0c060; --bad: #ff9a92; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
            main { max-width: 1000px; margin: 0 auto; padding: 28px 20px 60px; }
            h1 { font-size: 1.7rem; margin: 0 0 2px; }
            h2 { font-size: 1.25rem; margin: 44px 0 6px; padding-top: 14px;
              border-top: 1px solid var(--line); }
            h3 { font-size: 1rem; margin: 24px 0 6px; }
            p { max-width: 76ch; margin: 8px 0; }
            .soft, figcaption, .how { color: var(--soft); }
            .how { font-size: .93rem; }
            .verdict { margin: 20px 0; padding: 16px 20px; border: 1px solid var(--line);
              border-left: 8px solid var(--mark); border-radius: 8px; background: var(--band); }
            .verdict strong { font-size: 1.25rem; color: var(--mark); }
            .good { --mark: var(--good); } .care { --mark: var(--care); }
            .bad { --mark: var(--bad); }
            .findings { list-style: none; padding: 0; margin: 12px 0 0; font-size: .95rem; }
            .findings li { padding: 7px 0; border-top: 1px solid var(--line); }
            .findings b { color: var(--mark); } .findings small { color: var(--soft); }
            .pair { display: grid; gap: 8px 24px;
              grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); }
            figure { margin: 12px 0; } figcaption { font-weight: 600; font-size: .93rem; }
            svg { width: 100%; height: auto; max-width: 760px; display: block; }
            .scroll { overflow-x: auto; margin: 10px 0; }
            table { border-collapse: collapse; font-size: .9rem; min-width: 50%;
              font-variant-numeric: tabular-nums; }
            th, td { padding: 5px 12px; text-align: right; white-space: nowrap;
              border-bottom: 1px solid var(--line); }
            thead th { color: var(--soft); font-weight: 600; vertical-align: bottom;
              white-space: normal; }
            th:first-child { text-align: left; } tbody th { font-weight: 400; }
            tr.model { background: var(--band); } tr.model th, tr.model td { font-weight: 650; }
            svg text { fill: var(--ink); font-size: 12.5px; font-family: inherit; }
            svg .tick, svg .note { fill: var(--soft); font-size: 12px; }
            svg .axis { font-weight: 600; }
            .grid { stroke: var(--line); stroke-width: 1; }
            .guide { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
            .line { fill: none; stroke: var(--c); stroke-width: 2.2; stroke-linejoin: round; }
            .error { stroke: var(--c); stroke-width: 1.4; opacity: .55; }
            .dot { fill: var(--c); stroke: var(--paper); stroke-width: 1; }
            .s0 { --c: var(--s0); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); }
            .s3 { --c: var(--s3); } .s4 { --c: var(--s4); }
            details { margin: 10px 0; } summary { cursor: pointer; color: var(--soft); }
            """;

    private Style() {}
}
