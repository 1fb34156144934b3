/** Names of what passes between preload and main. `port` and `engineDown` reach the page as window messages. */
export const channels = {
  openPort: 'assay:open-port',
  port: 'assay:port',
  engineDown: 'assay:engine-down',
  pickFile: 'assay:pick-file',
  saveFile: 'assay:save-file',
} as const;
