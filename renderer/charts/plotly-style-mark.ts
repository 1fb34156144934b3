/* Plotly writes its style rules into a style element, which the content security policy refuses. This mark tells
   it not to; the same rules come from its style sheet. */
const mark = document.createElement('meta');
mark.id = 'plotly.js-style-global';
mark.className = 'no-inline-styles';
document.head.append(mark);

export {};
