import { Button } from '@mantine/core'
import { Kbd } from '../../ui/kbd.tsx'
import type { PanelAction } from './verdict-panel.tsx'
import classes from './panel-actions.module.css'

/** The ways on from this answer; the first of them is the one that helps most. */
export function PanelActions({ actions }: { actions: readonly PanelAction[] }) {
  if (actions.length === 0) return null
  return (
    <div className={classes.actions}>
      {actions.map(({ label, keys, shortcut, icon: ActionIcon, primary = false, disabled = false, onPress }) => (
        <Button
          key={label}
          variant={primary ? 'filled' : 'default'}
          className={primary ? undefined : classes.secondary}
          disabled={disabled}
          onClick={onPress}
          aria-keyshortcuts={shortcut}
          leftSection={ActionIcon && <ActionIcon size={18} stroke={2} aria-hidden />}
          rightSection={<Kbd>{keys}</Kbd>}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
