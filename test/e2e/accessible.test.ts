/**
 * Every screen, for whoever sees little, reads it aloud, types only, or enlarges it: both languages, light and dark,
 * colours that the system forces, 200 %, a phone. Its other states are in accessibleStates.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { browsing } from './browsing.ts'
import { cutOff, flaws, inTheOtherLanguage, tooWide, violations } from './measures.ts'
import { canBrowse, phone } from './place.ts'
import { demoFolder, openScreen, type Screen, screens } from './screens.ts'
import { sharedPages } from './sharedPages.ts'

describe.skipIf(!canBrowse)('everybody can use every screen', { timeout: 120_000 }, () => {
  const place = browsing(demoFolder)
  const pageOf = sharedPages(place)

  it.each(screens)('$name, in Vietnamese and in English', async (screen: Screen) => {
    const { page } = await pageOf(screen.who)
    await openScreen(page, place.demo().origin, screen)
    const inVietnamese = await flaws(page)

    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('html[lang="en"]').waitFor({ state: 'attached' })
    const inEnglish = [...(await violations(page)), ...(await inTheOtherLanguage(page))]
    await page.emulateMedia({ colorScheme: 'dark' })
    inEnglish.push(...(await violations(page, 'color-contrast')))
    await page.emulateMedia({ colorScheme: 'light' })
    inEnglish.push(...(await tooWide(page)), ...(await cutOff(page)))
    const { width, height } = page.viewportSize() ?? phone.viewport
    await page.setViewportSize(phone.viewport)
    inEnglish.push(...(await tooWide(page)), ...(await cutOff(page)))
    await page.setViewportSize({ width, height })

    await page.getByRole('button', { name: 'Tiếng Việt' }).click()
    await page.locator('html[lang="vi"]').waitFor({ state: 'attached' })
    expect({ inVietnamese, inEnglish }).toEqual({ inVietnamese: [], inEnglish: [] })
  })
})
