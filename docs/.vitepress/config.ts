import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { defineConfig, type DefaultTheme } from 'vitepress'

const root = resolve(import.meta.dirname, '..', '..')

const page = (text: string, link: string) => ({ text, link })

const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Meet ZAuth',
    items: [
      page('What it is', '/'),
      page('What it protects', '/SECURITY'),
      page('What is kept of people', '/PRIVACY'),
      page('How it is built', '/ARCHITECTURE'),
    ],
  },
  {
    text: 'Use it',
    items: [
      page('A guide', '/docs/guide'),
      page('The popup', '/docs/popup'),
      page('Devices and accounts', '/docs/accounts'),
      page('The screens', '/docs/screens'),
    ],
  },
  {
    text: 'Integrate it',
    items: [
      page('All roads', '/docs/integrate'),
      page('OpenID Connect', '/docs/integrate/openid'),
      page('Duo', '/docs/integrate/duo'),
      page('Microsoft Entra', '/docs/integrate/entra'),
      page('The verify endpoint', '/docs/integrate/verify'),
      page('Mounted in your server', '/docs/integrate/mount'),
      page('How people come to devices', '/docs/integrate/enrolment'),
    ],
  },
  {
    text: 'Operate it',
    items: [
      page('A verifier', '/docs/operate'),
      page('Every setting', '/docs/settings'),
      page('Under load', '/docs/performance'),
      page('Any number of them', '/docs/scale'),
    ],
  },
  {
    text: 'Judge it',
    items: [
      page('The encrypted match', '/docs/protocol'),
      page('Recognition', '/docs/recognition'),
      page('Pictures and replays', '/docs/liveness'),
    ],
  },
  {
    text: 'Work on it',
    items: [
      page('From a clone to a change', '/CONTRIBUTING'),
      page('Inside the verifier', '/docs/inside-verifier'),
      page('Inside the extension', '/docs/inside-extension'),
      page('Networks', '/models/README'),
      page('Words', '/docs/words'),
      page('What the stores show', '/docs/store-listing'),
      page('Changes', '/CHANGELOG'),
    ],
  },
]

/** The documents as a website, from the files as they lie in the repository. */
export default defineConfig({
  title: 'ZAuth',
  description: 'A second factor that is your face, checked under homomorphic encryption',
  lang: 'en',
  srcDir: '..',
  srcExclude: ['{node_modules,dist,story,release,bench-results,test-results,tests,tools,examples}/**'],
  outDir: '../dist/site',
  cacheDir: '../dist/site-cache',
  rewrites: { 'README.md': 'index.md' },
  cleanUrls: true,
  metaChunk: true,
  // As old as the extension’s own pages.
  vite: { build: { target: 'es2022' } },
  themeConfig: { sidebar, search: { provider: 'local' }, outline: 'deep', externalLinkIcon: true },
  markdown: {
    anchor: { slugify: placeOf },
    // What stands between angle brackets in these files is never a component.
    html: true,
    config: (markdown) => {
      const render = markdown.renderer.rules.link_open
      markdown.renderer.rules.link_open = (tokens, index, options, env: { path?: string }, self) => {
        const token = tokens[index]
        const href = token?.attrGet('href') ?? ''
        const inTree = fileInTree(href, env.path ?? root)
        if (token && inTree !== null) {
          // The sources are not on the website: it says where they lie.
          token.attrs = [
            ['class', 'in-tree'],
            ['title', `In the repository: ${inTree}`],
          ]
          return self.renderToken(tokens, index, options)
        }
        // It is the first page of the website, and has no other address there.
        const [path = '', place] = href.split('#')
        if (token && path.endsWith('README.md') && join(dirname(env.path ?? root), path) === join(root, 'README.md'))
          token.attrSet('href', place === undefined ? '/' : `/#${place}`)
        return render ? render(tokens, index, options, env, self) : self.renderToken(tokens, index, options)
      }
    },
  },
})

/** The name of a heading's place, as the hosts of repositories make it, so that a link leads there in both. */
function placeOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

/** Path from the root of what a relative link leads to, if that is no page. */
function fileInTree(href: string, page: string): string | null {
  const [path = ''] = href.split('#')
  if (path === '' || /^[a-z]+:/.test(path) || path.startsWith('/') || path.endsWith('.md')) return null
  const target = join(dirname(page), decodeURIComponent(path))
  return existsSync(target) ? relative(root, target).split(sep).join('/') : null
}
