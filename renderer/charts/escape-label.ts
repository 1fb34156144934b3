/** Text that plotly shows as it stands: plotly reads a little HTML in labels and names. */
export function escapeLabel(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
