'use client'

/** Where even the layout failed. No styles, no languages, no imports: nothing here may fail a second time. */
export default function GlobalError(props: { reset: () => void }) {
  return (
    <html lang="zh-Hans">
      <body
        style={{
          fontFamily: 'sans-serif',
          lineHeight: 1.7,
          maxWidth: '36rem',
          margin: '15vh auto',
          padding: '0 1rem',
        }}
      >
        <h1>页面出了问题</h1>
        <p>是我们的问题，没有扣费。请重试；如果还是不行，过一会儿再来。</p>
        <div lang="en">
          <h2>This page did not work</h2>
          <p>It is our fault, and nothing was charged. Try again; if it stays, come back a little later.</p>
        </div>
        <button type="button" onClick={props.reset}>
          重试 · Try again
        </button>
      </body>
    </html>
  )
}
