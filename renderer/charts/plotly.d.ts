declare module 'plotly.js/lib/core' {
  const core: typeof import('plotly.js').default;
  export default core;
}

declare module 'plotly.js/lib/bar' {
  const bar: object;
  export default bar;
}
