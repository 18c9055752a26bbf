// Starts the viewer over the description of the API (docs/decisions/api-manual.md). It reads: nothing is sent from here.
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();

/** Parts of the viewer that say nothing here: keys are not typed on this page, and there is one server. */
const unused = ['authorizeBtn', 'authorizeOperationBtn', 'ServersContainer'];

globalThis.SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#manual',
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  defaultModelExpandDepth: 3,
  filter: true,
  validatorUrl: null,
  supportedSubmitMethods: [],
  plugins: [() => ({ wrapComponents: Object.fromEntries(unused.map((name) => [name, () => () => null])) })],
});
