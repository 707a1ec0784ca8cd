import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/Button.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/Skeleton.css'
import '@mantine/core/styles/Progress.css'
import './look/colours.css'
import './look/text.css'
import './look/frame.css'
import './look/lists.css'
import './look/things.css'
import './look/narrow.css'
import { createTheme, MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from './api/ask.ts'
import { choicesQuestion } from './api/questions.ts'
import { Unreachable } from './api/reached.ts'
import { Pages } from './pages.tsx'
import { LanguageProvider } from './words/language.tsx'

const theme = createTheme({
  fontFamily: 'inherit',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      // The session has ended: whoever was here signs in again.
      if (error instanceof Refused && error.code === 'not-signed-in') {
        client.invalidateQueries({ queryKey: choicesQuestion.queryKey }).catch(() => {})
      }
    },
  }),
  defaultOptions: {
    queries: { retry: (count, error) => error instanceof Unreachable && count < 2, staleTime: 15_000 },
  },
})

const place = document.getElementById('trang')
if (!place) throw new Error('index.html has no place for the pages')
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <Pages />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
