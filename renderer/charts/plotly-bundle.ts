import './plotly-style-mark.ts';
import 'plotly.js/dist/plotly.css';
import bar from 'plotly.js/lib/bar';
import core from 'plotly.js/lib/core';

core.register([bar]);

/** Plotly with the traces that the charts use: scatter (always in the core) and bar. */
export default core;
