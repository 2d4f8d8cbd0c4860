// The language server that people run over Markdown with formulas: unified-language-server, remark and remark-math.
import { remark } from 'remark';
import remarkMath from 'remark-math';
import { createUnifiedLanguageServer } from 'unified-language-server';

createUnifiedLanguageServer({
  configurationSection: 'remark',
  processorName: 'remark',
  processorSpecifier: 'remark',
  defaultProcessor: remark,
  ignoreName: '.remarkignore',
  packageField: 'remarkConfig',
  pluginPrefix: 'remark',
  plugins: [remarkMath],
  rcName: '.remarkrc',
});
