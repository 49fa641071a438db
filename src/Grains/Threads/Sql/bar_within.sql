-- A process that stands still in the middle holds up whoever opens the thread, and with them a whole batch.
SET LOCAL idle_in_transaction_session_timeout = '2s'
