namespace ChatOrleans.LoadTest.Reports;

/// <summary>The looks of the page: light or dark as the reader has it, one column on a phone.</summary>
internal static class HtmlStyle
{
    public const string Css =
        """
        :root { --back: #f6f7f9; --card: #fff; --ink: #1b1f24; --dim: #5b6572; --rule: #dfe3e8; --shade: #8b95a126;
          --hue1: #1f6feb; --hue2: #d4660b; --hue3: #1a8754; --hue4: #c92a3e; --good: #1a7f46; --bad: #c92a3e }
        @media (prefers-color-scheme: dark) {
          :root { --back: #0f1318; --card: #181d24; --ink: #e6eaf0; --dim: #98a3b1; --rule: #2c343e; --shade: #8b95a122;
            --hue1: #6aa8ff; --hue2: #ffa454; --hue3: #4fcf8d; --hue4: #ff7484; --good: #4fcf8d; --bad: #ff7484 }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.45 system-ui, sans-serif }
        main { max-width: 1120px; margin: 0 auto; padding: 20px 16px 48px }
        h1 { margin: 0 0 4px; font-size: 26px } h1 small { color: var(--dim); font-size: 15px; font-weight: 400 }
        h2 { margin: 0 0 8px; font-size: 16px }
        .verdict { margin: 8px 0 16px; padding: 10px 14px; border-left: 5px solid; border-radius: 4px; background: var(--card); font-weight: 600; overflow-wrap: anywhere }
        .good { border-color: var(--good); color: var(--good) } .bad { border-color: var(--bad); color: var(--bad) }
        .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(45%, 190px), 1fr)); gap: 10px; margin-bottom: 12px }
        .tile, figure, .table { background: var(--card); border: 1px solid var(--rule); border-radius: 8px }
        .tile { padding: 10px 12px } .tile span { display: block; color: var(--dim); font-size: 13px }
        .tile b { font-size: 24px; font-weight: 650; font-variant-numeric: tabular-nums } .tile i { color: var(--dim); font: 400 14px system-ui, sans-serif }
        .tile.bad b { color: var(--bad) }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 12px }
        figure { margin: 0; padding: 12px 14px; min-width: 0 } figcaption { font-weight: 650 }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 4px 0 2px; padding: 0; list-style: none; color: var(--dim); font-size: 13px }
        .legend li::before { content: ""; display: inline-block; width: 18px; margin-right: 6px; border-top: 3px solid; vertical-align: middle }
        .legend .dashed::before { border-top-style: dashed; border-top-width: 2px }
        .legend .hue1::before { color: var(--hue1) } .legend .hue2::before { color: var(--hue2) }
        .legend .hue3::before { color: var(--hue3) } .legend .hue4::before { color: var(--hue4) }
        .where { margin: 0 0 16px; color: var(--dim); font-size: 14px; overflow-wrap: anywhere }
        .note { margin: 4px 0 0; color: var(--dim); font-size: 13px }
        svg { display: block; width: 100%; height: auto } svg text { fill: var(--dim); font: 12.5px system-ui, sans-serif }
        .grid { stroke: var(--rule) } .axis, .mark { stroke: var(--dim) } .shade { fill: var(--shade) }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round } .line.dashed { stroke-width: 1.5; stroke-dasharray: 5 4 }
        .line.hue1 { stroke: var(--hue1) } .line.hue2 { stroke: var(--hue2) } .line.hue3 { stroke: var(--hue3) } .line.hue4 { stroke: var(--hue4) }
        .hover { fill: transparent } .hover:hover { fill: var(--shade) }
        .table { margin-top: 12px; padding: 12px 14px; overflow-x: auto } .table p { margin: 0; color: var(--dim) }
        table { border-collapse: collapse; font-size: 14px } th { color: var(--dim); font-weight: 500; text-align: left }
        th, td { padding: 4px 18px 4px 0; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere }
        tbody tr:last-child td { border-bottom: 0 } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        """;
}
