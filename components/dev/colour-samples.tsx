const papers = ['paper', 'sheet', 'wash', 'azurite-wash', 'malachite-wash', 'cinnabar-wash']
const inks = ['ink', 'ink-soft', 'line', 'line-strong', 'cinnabar', 'cinnabar-text', 'azurite', 'malachite']

export function ColourSamples() {
  return [...papers, ...inks].map((name) => (
    <div key={name} className="w-24 text-2xs text-soft">
      <span className="block h-10 border border-line" style={{ background: `var(--${name})` }} />
      {name}
    </div>
  ))
}
