-- Opens the note given on the command line with Neovim's own client, and writes what a reader would see to the file
-- NABLA_ANSWER as JSON: the findings, and the text of the hover over the place NABLA_HOVER ("line:column", from zero).
local function wait(what, ask)
  if not vim.wait(15000, ask, 20) then error('waited for ' .. what) end
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then return window end
  end
end

local function look()
  local note = vim.api.nvim_get_current_buf()
  local server = { name = 'nabla', cmd = vim.fn.json_decode(vim.env.NABLA_SERVER), root_dir = vim.fn.getcwd() }
  local id
  if vim.lsp.start then
    id = vim.lsp.start(server, { bufnr = note })
  else -- 0.7 of Debian 12
    id = vim.lsp.start_client(server)
    vim.lsp.buf_attach_client(note, id)
  end
  wait('the server', function()
    local client = vim.lsp.get_client_by_id(id)
    return client and client.initialized
  end)
  wait('findings', function() return #vim.diagnostic.get(note) > 0 end)

  local line, column = vim.env.NABLA_HOVER:match('(%d+):(%d+)')
  vim.api.nvim_win_set_cursor(0, { tonumber(line) + 1, tonumber(column) })
  vim.lsp.buf.hover()
  wait('the hover', floating)
  local hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(floating()), 0, -1, false)

  local findings = vim.tbl_map(function(it)
    return { line = it.lnum, column = it.col, endColumn = it.end_col, code = it.code, message = it.message }
  end, vim.diagnostic.get(note))
  return { findings = findings, hover = hover }
end

vim.o.swapfile = false
vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    vim.schedule(function()
      local ok, answer = xpcall(look, debug.traceback)
      vim.fn.writefile({ vim.fn.json_encode(ok and answer or { failure = answer }) }, vim.env.NABLA_ANSWER)
      vim.cmd('qall!')
    end)
  end,
})
