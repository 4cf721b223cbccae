import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'dist.*/**',
      'node_modules/**',
      '.yushui/**',
      'coverage/**',
      'web/api/schema.d.ts',
      'web/api/forms.json',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  // Types of the console are looked at by vue-tsc, its layout by prettier.
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['web/**/*.vue'] })),
  {
    files: ['web/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'no-undef': 'off',
      'vue/multi-word-component-names': 'error',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/require-default-prop': 'off',
      // The content security policy allows no inline style, and nobody puts markup of others into a page.
      'vue/no-v-html': 'error',
      'vue/no-static-inline-styles': 'error',
      'vue/no-restricted-syntax': [
        'error',
        {
          selector:
            'VElement[name=/^(ul|ol|dl|table|tbody)$/] > VStartTag > VAttribute[directive=true][key.name.name="loading"]',
          message: 'v-loading 把遮罩放进元素里面，列表里只能有列表项：放在外面一层。',
        },
      ],
    },
  },
  {
    files: ['web/**/*.{ts,vue}'],
    ignores: ['web/api/**'],
    rules: {
      'no-undef': 'off',
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'web/api is the only way to the server' },
        { name: 'XMLHttpRequest', message: 'web/api is the only way to the server' },
        { name: 'EventSource', message: 'web/api is the only way to the server' },
      ],
    },
  },
  { files: ['web/api/**/*.ts'], rules: { 'no-undef': 'off' } },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable', exports: 'writable' } } },
  // Nest reads constructor parameter types at run time, so injected classes are value imports there.
  { files: ['src/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  // One fixed zone, clock always an argument (DESIGN section 3): nothing in the law may look at the host.
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'domain/ is pure' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'pass `now` as an argument',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'pass `now` as an argument',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length>1]",
          message: 'host time zone: use domain/time',
        },
      ],
    },
  },
);
